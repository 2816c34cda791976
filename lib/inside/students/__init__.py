"""The distil lab: what one small model keeps of its teacher, and how small it may be."""
