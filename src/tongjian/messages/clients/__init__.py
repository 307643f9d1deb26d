"""The ways out that ship with the product: e-mail, an SMS gateway, webhooks. The first plug-ins."""
