"""What the modules of the looked-after children return (SSDA903) hold and what becomes of it, as data."""
