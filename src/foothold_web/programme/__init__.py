"""When the trust goes live: plan, forecasts and options, read from the files of the home folder."""
