"""How a folder becomes a catalogue, and how the knobs of its entries are described."""
