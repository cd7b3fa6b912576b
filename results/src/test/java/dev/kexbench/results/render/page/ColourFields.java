package dev.kexbench.results.render.page;

import java.awt.image.BufferedImage;

/** Pictures reduced to a few fields of one mean colour each. */
final class ColourFields {
  private ColourFields() {}

  /** The share of pixels that are not grey. */
  static double coloured(BufferedImage region) {
    long coloured = 0;
    for (int y = 0; y < region.getHeight(); y++) {
      for (int x = 0; x < region.getWidth(); x++) {
        int[] rgb = rgb(region, x, y);
        int most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        int least = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
        coloured += most - least > 60 ? 1 : 0;
      }
    }
    return (double) coloured / region.getHeight() / region.getWidth();
  }

  /** A picture of as many pixels as there are fields. */
  static BufferedImage of(BufferedImage region, int columns, int rows) {
    BufferedImage fields = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int left = column * region.getWidth() / columns;
        int top = row * region.getHeight() / rows;
        int right = Math.max(left + 1, (column + 1) * region.getWidth() / columns);
        int bottom = Math.max(top + 1, (row + 1) * region.getHeight() / rows);
        int width = Math.min(right, region.getWidth()) - left;
        int height = Math.min(bottom, region.getHeight()) - top;
        fields.setRGB(column, row, mean(region.getSubimage(left, top, width, height)));
      }
    }
    return fields;
  }

  private static int mean(BufferedImage field) {
    long[] sum = new long[3];
    for (int y = 0; y < field.getHeight(); y++) {
      for (int x = 0; x < field.getWidth(); x++) {
        int[] rgb = rgb(field, x, y);
        for (int i = 0; i < 3; i++) {
          sum[i] += rgb[i];
        }
      }
    }
    long pixels = (long) field.getHeight() * field.getWidth();
    return (int) ((sum[0] / pixels << 16) | (sum[1] / pixels << 8) | sum[2] / pixels);
  }

  private static int[] rgb(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    return new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255};
  }

  /** By how much the colours of two equally large pictures differ on average, of 255. */
  static double distance(BufferedImage some, BufferedImage others) {
    double sum = 0;
    for (int y = 0; y < some.getHeight(); y++) {
      for (int x = 0; x < some.getWidth(); x++) {
        int[] one = rgb(some, x, y);
        int[] other = rgb(others, x, y);
        for (int i = 0; i < 3; i++) {
          sum += Math.abs(one[i] - other[i]);
        }
      }
    }
    return sum / 3 / some.getWidth() / some.getHeight();
  }
}
