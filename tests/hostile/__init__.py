"""Files as an attacker, a broken disk or a tired colleague would send them, each named after what it is."""
