package app.tandem.sandbox.world.mail;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures that mails carry: logos in signatures, photographs and charts in the text. */
final class Pictures {

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private Pictures() {}

    /** A small logo as signatures carry it. */
    static byte[] logo(long seed) {
        Random random = new Random(seed);
        return draw(160, 48, BufferedImage.TYPE_INT_ARGB, "png", pen -> {
            pen.setColor(colour(random));
            pen.fillOval(4, 4, 40, 40);
            pen.setColor(Color.WHITE);
            pen.fillRect(14 + random.nextInt(8), 16, 12, 16);
            pen.setColor(colour(random));
            for (int bar = 0; bar < 4; bar++) {
                pen.fillRect(56, 8 + bar * 9, 40 + random.nextInt(56), 5);
            }
        });
    }

    /** An icon of a few pixels, as links to networks in signatures have. */
    static byte[] icon(long seed) {
        Random random = new Random(seed);
        return draw(24, 24, BufferedImage.TYPE_INT_RGB, "png", pen -> {
            pen.setColor(colour(random));
            pen.fillRoundRect(0, 0, 24, 24, 6, 6);
        });
    }

    /** A photograph-like picture, as large as one scaled for mail. */
    static byte[] photo(long seed) {
        Random random = new Random(seed);
        return draw(640, 420, BufferedImage.TYPE_INT_RGB, "jpg", pen -> {
            pen.setPaint(new GradientPaint(0, 0, new Color(0x9cc4e4), 0, 420, new Color(0xe9f2f9)));
            pen.fillRect(0, 0, 640, 420);
            pen.setColor(new Color(0x6b7f8c));
            pen.fillRect(0, 300, 640, 120);
            for (int machine = 0; machine < 6; machine++) {
                pen.setColor(colour(random));
                int height = 60 + random.nextInt(150);
                pen.fillRect(30 + machine * 100, 330 - height, 60 + random.nextInt(30), height);
            }
        });
    }

    /** A bar chart. */
    static byte[] chart(long seed) {
        Random random = new Random(seed);
        return draw(480, 240, BufferedImage.TYPE_INT_RGB, "png", pen -> {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, 480, 240);
            for (int bar = 0; bar < 12; bar++) {
                int height = 30 + random.nextInt(180);
                pen.setColor(new Color(0x2f6fb4));
                pen.fillRect(16 + bar * 38, 225 - height, 26, height);
            }
        });
    }

    private static byte[] draw(
            int width, int height, int type, String format, java.util.function.Consumer<Graphics2D> picture) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        picture.accept(pen);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Color colour(Random random) {
        return Color.getHSBColor(
                random.nextFloat(), 0.45f + random.nextFloat() * 0.3f, 0.55f + random.nextFloat() * 0.3f);
    }
}
