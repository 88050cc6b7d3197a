"""The whole product on one machine: a stand-in for WhatsApp, a gateway, two windows and simulated customers."""
