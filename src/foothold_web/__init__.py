"""The pages of Foothold and the decisions people record on them."""
