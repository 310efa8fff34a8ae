package dev.tallystick.local.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream and keeps all that it has read. */
final class Recorder {

    private static final int MOST_LINE_BYTES = 64 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(1024);

    Recorder(InputStream in) {
        this.in = in;
    }

    /** All that was read. */
    byte[] bytes() {
        return kept.toByteArray();
    }

    /** The next line without its end; an empty one too where there is nothing more and nothing was read before. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (kept.size() > 0) {
                    throw new EOFException("a message ends in its middle");
                }
                return "";
            }
            kept.write(next);
            line.append((char) next);
            if (line.length() > MOST_LINE_BYTES) {
                throw new IOException("a line is too long");
            }
        }
        kept.write('\n');
        return line.toString().strip();
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a message ends in its middle");
        }
        kept.write(bytes);
        return bytes;
    }

    byte[] rest() throws IOException {
        byte[] bytes = in.readAllBytes();
        kept.write(bytes);
        return bytes;
    }
}
