package dev.tallystick.store;

/** The tables' names. */
public record Tables(String ledger, String members, String insights) {}
