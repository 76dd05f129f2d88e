"""Time: how often something comes, when people work, which days are holidays, and what is planned by it."""
