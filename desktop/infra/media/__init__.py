"""Files made ready for WhatsApp on this computer: pictures, sound and video; everything heavy is imported when used."""
