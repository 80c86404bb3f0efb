"""Has an improvement held, and is it sustained? Control charts, levels of embeddedness and the evidence for them."""
