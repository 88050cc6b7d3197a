"""The tour: every kind of message sent and received by real windows, with a picture of each for the documentation."""
