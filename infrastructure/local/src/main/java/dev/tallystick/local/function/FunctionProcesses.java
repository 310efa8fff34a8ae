package dev.tallystick.local.function;

/** How many processes of a function run at the moment, and how many of them wait for a call. */
public record FunctionProcesses(String functionId, int running, int idle) {}
