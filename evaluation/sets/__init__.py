"""The sets that the project makes itself; each module has `samples(seed)`."""
