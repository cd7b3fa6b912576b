package dev.kexbench.loadgen.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frames of a flame graph's page, whose names are stored in order without common beginnings.
 */
record FlamePage(List<String> frames) {
  private static final Pattern POOL =
      Pattern.compile("const cpool = \\[\n(.*?)\n\\];", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");

  static FlamePage of(Path file) throws IOException {
    Matcher pool = POOL.matcher(Files.readString(file));
    List<String> frames = new ArrayList<>();
    Matcher names = NAME.matcher(pool.find() ? pool.group(1) : "");
    for (String before = ""; names.find(); frames.add(before)) {
      String stored = names.group(1).replaceAll("\\\\(.)", "$1");
      before =
          frames.isEmpty()
              ? stored
              : before.substring(0, stored.charAt(0) - ' ') + stored.substring(1);
    }
    return new FlamePage(frames);
  }

  boolean shows(String beginning) {
    return frames.stream().anyMatch(frame -> frame.startsWith(beginning));
  }
}
