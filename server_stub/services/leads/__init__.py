"""What leads see and do beyond serving: the wall, looking, windows to rescue, alarms, and the log of it all."""
