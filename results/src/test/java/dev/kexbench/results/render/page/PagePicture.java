package dev.kexbench.results.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * What is compared of a page: where its parts are, and a coarse picture of each. Fonts and versions
 * of a browser change the height of text, the ends of its lines and the edges of letters, so the
 * parts are compared one by one: a chart reduced to a few fields of one mean colour each, and by
 * its share of pixels with a colour, which letters do not have; the others by their mean colour.
 *
 * @param parts from top to bottom
 */
record PagePicture(List<Part> parts) {
  private static final int COLUMNS = 32;
  private static final int CHART_ROWS = 16;
  private static final int OTHER_ROWS = 2;

  /** Fields of a chart may differ by this much on average, of 255. */
  private static final double CHART_FIELDS = 6;

  /** And the mean colour of a part with text, whose lines end elsewhere in another font. */
  private static final double TEXT = 18;

  /** By which factor the share of coloured pixels may differ. */
  private static final double COLOURED = 1.4;

  /** In thousandths of the page's width. */
  private static final int SIDEWAYS = 25;

  /** As a share of a chart's height; the labels of changes may need one more row. */
  private static final double HEIGHT = 0.25;

  /** The least share of coloured pixels of a chart that is drawn. */
  private static final double DRAWN = 0.0005;

  /** Keeps its own copy. */
  PagePicture {
    parts = List.copyOf(parts);
  }

  /**
   * A part of a page.
   *
   * @param kind chart, table, tiles or heading
   * @param name its caption or text; empty for tables and tiles
   * @param left in thousandths of the page's width
   * @param width the same
   * @param height in pixels
   * @param coloured the share of its pixels that have a colour
   * @param fields mean colours
   */
  record Part(
      String kind,
      String name,
      int left,
      int width,
      int height,
      double coloured,
      BufferedImage fields) {
    boolean isChart() {
      return kind.equals("chart");
    }

    String line() {
      return String.join(
          "\t",
          kind,
          name,
          String.valueOf(left),
          String.valueOf(width),
          String.valueOf(height),
          String.format(Locale.ROOT, "%.5f", coloured));
    }
  }

  /** Takes the picture of parts that a script has found, each with its place. */
  static PagePicture of(BufferedImage page, JsonNode found) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode each : found) {
      int left = Math.max(0, each.get("x").asInt());
      int top = Math.max(0, each.get("y").asInt());
      int width = Math.max(1, Math.min(each.get("w").asInt(), page.getWidth() - left));
      int height = Math.max(1, Math.min(each.get("h").asInt(), page.getHeight() - top));
      BufferedImage region = page.getSubimage(left, top, width, height);
      String kind = each.get("kind").asText();
      parts.add(
          new Part(
              kind,
              each.get("name").asText(),
              1_000 * left / page.getWidth(),
              1_000 * each.get("w").asInt() / page.getWidth(),
              height,
              ColourFields.coloured(region),
              ColourFields.of(region, COLUMNS, kind.equals("chart") ? CHART_ROWS : OTHER_ROWS)));
    }
    return new PagePicture(parts);
  }

  /** Writes a text with the places and a picture with the fields, below each other. */
  void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".txt"), parts.stream().map(Part::line).toList());
    int rows = parts.stream().mapToInt(part -> part.fields().getHeight()).sum();
    BufferedImage all = new BufferedImage(COLUMNS, rows, BufferedImage.TYPE_INT_RGB);
    int row = 0;
    for (Part part : parts) {
      all.getGraphics().drawImage(part.fields(), 0, row, null);
      row += part.fields().getHeight();
    }
    ImageIO.write(all, "png", folder.resolve(name + ".png").toFile());
  }

  /** Reads what {@link #write} has written. */
  static PagePicture read(Path folder, String name) throws IOException {
    BufferedImage all = ImageIO.read(folder.resolve(name + ".png").toFile());
    List<Part> parts = new ArrayList<>();
    int row = 0;
    for (String line : Files.readAllLines(folder.resolve(name + ".txt"))) {
      String[] cells = line.split("\t", -1);
      int rows = cells[0].equals("chart") ? CHART_ROWS : OTHER_ROWS;
      parts.add(
          new Part(
              cells[0],
              cells[1],
              Integer.parseInt(cells[2]),
              Integer.parseInt(cells[3]),
              Integer.parseInt(cells[4]),
              Double.parseDouble(cells[5]),
              all.getSubimage(0, row, COLUMNS, rows)));
      row += rows;
    }
    return new PagePicture(parts);
  }

  /** Charts that are empty. */
  List<String> notDrawn() {
    return parts.stream()
        .filter(part -> part.isChart() && part.coloured() < DRAWN)
        .map(part -> "not drawn: " + part.name())
        .toList();
  }

  /** In what this picture differs from a stored one. */
  List<String> differences(PagePicture stored) {
    List<String> names = parts.stream().map(part -> part.kind() + " " + part.name()).toList();
    List<String> expected =
        stored.parts().stream().map(part -> part.kind() + " " + part.name()).toList();
    if (!names.equals(expected)) {
      return List.of("parts are " + names + ", were " + expected);
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String difference = difference(parts.get(i), stored.parts().get(i));
      if (!difference.isEmpty()) {
        differences.add("%s %s:%s".formatted(names.get(i), "(part " + i + ")", difference));
      }
    }
    return differences;
  }

  private static String difference(Part part, Part stored) {
    StringBuilder text = new StringBuilder();
    // Headings and tables may be as wide as their words.
    boolean wide = part.isChart() || part.kind().equals("tiles");
    if (Math.abs(part.left() - stored.left()) > SIDEWAYS
        || (wide && Math.abs(part.width() - stored.width()) > SIDEWAYS)) {
      text.append(
          " at %d, %d wide, was at %d, %d wide (in thousandths of the page's width)"
              .formatted(part.left(), part.width(), stored.left(), stored.width()));
    }
    double distance =
        part.isChart()
            ? ColourFields.distance(part.fields(), stored.fields())
            : ColourFields.distance(
                ColourFields.of(part.fields(), 1, 1), ColourFields.of(stored.fields(), 1, 1));
    if (distance > (part.isChart() ? CHART_FIELDS : TEXT)) {
      text.append(String.format(Locale.ROOT, " colours differ by %.1f of 255", distance));
    }
    if (part.isChart()) {
      if (Math.abs(part.height() - stored.height()) > HEIGHT * stored.height()) {
        text.append(" %d px high, was %d px".formatted(part.height(), stored.height()));
      }
      double ratio = part.coloured() / stored.coloured();
      if (ratio > COLOURED || ratio < 1 / COLOURED) {
        text.append(String.format(Locale.ROOT, " %.2f times the coloured pixels", ratio));
      }
    }
    return text.toString();
  }
}
