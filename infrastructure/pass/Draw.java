import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the pictures of a pass: a tally stick, split in two halves that agree. Started by hand where they change: {@code java
 * infrastructure/pass/Draw.java functions/src/main/resources/pass}
 */
final class Draw {

    private static final Color GREEN = new Color(0x2f6f4f);
    private static final Color CLEAR = new Color(0, true);
    private static final Map<Integer, String> SCALES = Map.of(1, "", 2, "@2x", 3, "@3x");

    private Draw() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<Integer, String> scale : SCALES.entrySet()) {
            String end = scale.getValue() + ".png";
            draw(directory.resolve("icon" + end), 29 * scale.getKey(), GREEN, Color.WHITE);
            draw(directory.resolve("logo-light" + end), 50 * scale.getKey(), CLEAR, Color.WHITE);
            draw(directory.resolve("logo-dark" + end), 50 * scale.getKey(), CLEAR, Color.BLACK);
        }
    }

    private static void draw(Path file, int size, Color background, Color stick) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(background);
        graphics.fillRect(0, 0, size, size);
        graphics.scale(size / 29.0, size / 29.0);
        graphics.setColor(stick);
        graphics.fill(half(13.6, 7.5));
        graphics.fill(half(15.4, 21.5));
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    /** From the split to the outer edge, in which three notches are cut at the same heights in both halves. */
    private static Path2D half(double split, double outer) {
        double notch = outer + (split - outer) * 0.55;
        Path2D path = new Path2D.Double();
        path.moveTo(split, 4);
        path.lineTo(outer, 4);
        for (double y = 8; y < 22; y += 5) {
            path.lineTo(outer, y);
            path.lineTo(notch, y + 1.5);
            path.lineTo(outer, y + 3);
        }
        path.lineTo(outer, 25);
        path.lineTo(split, 25);
        path.closePath();
        return path;
    }
}
