package dev.tallystick.page;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.PublishedFile;
import dev.tallystick.ledger.Programs;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code GET /wallet}, {@code GET /till} and the files of these pages. What they show they ask the interface for, by themselves. */
public final class ReadPage implements RequestStreamHandler {

    private final Programs programs;
    private final HttpFunction http;

    public ReadPage() {
        this(Wiring.fromEnvironment().programs());
    }

    ReadPage(Programs programs) {
        this.programs = programs;
        this.http = new HttpFunction(this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(HttpRequest request) {
        Page page = Page.ofRoute(request.route());
        return request.optionalPathParameter("asset")
                .map(file -> file(page, file, request))
                .orElseGet(() -> branded(page)
                        .html()
                        .answer(request)
                        .with("Content-Security-Policy", page.policy())
                        .with("Permissions-Policy", page.permissions())
                        .with("Cross-Origin-Opener-Policy", "same-origin"));
    }

    /** Three that are asked for each time, and those that are kept for ever. */
    private HttpResponse file(Page page, String name, HttpRequest request) {
        return switch (name) {
            case "manifest.webmanifest" -> branded(page).manifest().answer(request);
            case "icon.svg" ->
                branded(page).icon().answer(request).with("Content-Security-Policy", "default-src 'none'");
            case "sw.js" ->
                PublishedFile.of(page.folder(), name)
                        .answer(request)
                        .with("Content-Security-Policy", "default-src 'none'; connect-src 'self'")
                        .with("Service-Worker-Allowed", page.path());
            default -> PublishedFile.asset(page.folder(), name, request);
        };
    }

    private Branded branded(Page page) {
        return new Branded(page, programs.current().brand());
    }
}
