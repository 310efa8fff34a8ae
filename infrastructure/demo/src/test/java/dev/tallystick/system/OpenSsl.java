package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command {@code openssl}: certificates as Apple makes them, and a judge of signatures that shares no code with ours. */
final class OpenSsl {

    private final Path directory;

    OpenSsl(Path directory) {
        this.directory = directory;
    }

    /** A root and an intermediate certificate, and one that the latter has signed for this pass type and team. */
    void makeCertificates(String passType, String team) throws Exception {
        Files.writeString(
                directory.resolve("authority.cnf"),
                "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n");
        Files.writeString(directory.resolve("signer.cnf"), "keyUsage=critical,digitalSignature\n");
        request("root", "/CN=Root of a test");
        done("x509 -req -in root.csr -signkey root.key -days 30 -extfile authority.cnf -out root.pem");
        request("intermediate", "/CN=Intermediate of a test");
        sign("intermediate", "root", "authority.cnf");
        request("certificate", "/UID=" + passType + "/CN=Pass of a test/OU=" + team + "/C=DE");
        sign("certificate", "intermediate", "signer.cnf");
    }

    private void request(String name, String subject) throws Exception {
        assertThat(run(List.of(
                        "req",
                        "-new",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        name + ".key",
                        "-out",
                        name + ".csr",
                        "-subj",
                        subject)))
                .isZero();
    }

    private void sign(String name, String authority, String extensions) throws Exception {
        done("x509 -req -in %1$s.csr -CA %2$s.pem -CAkey %2$s.key -CAcreateserial -days 30 -extfile %3$s -out %1$s.pem"
                .formatted(name, authority, extensions));
    }

    String file(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    /** Whether the signature is one of the content, by somebody whom the root vouches for. */
    boolean verifies(String command, String signature, String content) throws Exception {
        return run(List.of((command + " -verify -binary -inform DER -in " + signature + " -content " + content
                                + " -CAfile root.pem -purpose any -out verified")
                        .split(" ", -1)))
                == 0;
    }

    /** All that a signature consists of, as text. */
    String printed(String signature) throws Exception {
        done("cms -cmsout -print -inform DER -in " + signature + " -out printed");
        return file("printed");
    }

    private void done(String command) throws Exception {
        assertThat(run(List.of(command.split(" ", -1)))).as(command).isZero();
    }

    private int run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl.log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
