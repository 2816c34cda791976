"""The only part that imports Streamlit: shell, state, computing for visitors, what is shown."""
