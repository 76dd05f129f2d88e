"""Blether's core: rooms, time, texts and data, without any platform."""
