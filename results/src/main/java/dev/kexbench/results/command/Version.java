package dev.kexbench.results.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: version and commit, the JDK, and what a module adds. */
public final class Version implements IVersionProvider {
  private static final String FILE = "version.txt";

  /** A line that a module adds, found by {@link ServiceLoader}. */
  public interface Detail extends Supplier<String> {}

  @Override
  public String[] getVersion() {
    List<String> lines = new ArrayList<>();
    lines.add("kexbench " + number() + commit());
    lines.add("JDK %s, %s".formatted(Runtime.version(), System.getProperty("java.vm.name")));
    ServiceLoader.load(Detail.class).forEach(detail -> lines.add(detail.get()));
    return lines.toArray(String[]::new);
  }

  private static String number() {
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the launcher passes it; nothing where there is no repository to ask. */
  private static String commit() {
    String commit = System.getProperty("kexbench.commit");
    if (commit == null) {
      return "";
    }
    return ", commit " + commit + (Boolean.getBoolean("kexbench.dirty") ? ", modified" : "");
  }
}
