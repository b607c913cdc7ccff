"""The outbox: mail that is kept before it leaves, so that a crash loses none and sends none twice."""
