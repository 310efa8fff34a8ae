package dev.tallystick.json;

/**
 * One thing wrong with a request.
 *
 * @param pointer the field, as a JSON Pointer (RFC 6901); empty for the document itself
 * @param detail what it should be
 */
public record Fault(String pointer, String detail) {}
