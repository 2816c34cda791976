"""The distil lab: a combination teaches one small model; what is kept, and was it the teaching?"""
