import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the pictures of a pass: five strokes of a tally, as on the icon of the
 * wallet page. Started by hand where they change: {@code java
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

    private static void draw(Path file, int size, Color background, Color stroke) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(background);
        graphics.fillRect(0, 0, size, size);
        graphics.scale(size / 512.0, size / 512.0);
        graphics.setColor(stroke);
        graphics.setStroke(new BasicStroke(34, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int x = 160; x <= 352; x += 64) {
            graphics.draw(new Line2D.Double(x, 152, x, 360));
        }
        graphics.draw(new Line2D.Double(120, 328, 392, 184));
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }
}
