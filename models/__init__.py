"""The language model's data, installed as the package `scrutineer_models`; what it is made of is told in README.md."""
