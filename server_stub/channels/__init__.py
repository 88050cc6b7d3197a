"""Ways to reach people outside WhatsApp: an SMTP server and providers of SMS."""
