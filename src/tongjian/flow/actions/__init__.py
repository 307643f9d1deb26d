"""Acts of the room: deploying processes and running instances of them."""
