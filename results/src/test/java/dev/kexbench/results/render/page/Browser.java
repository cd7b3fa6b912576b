package dev.kexbench.results.render.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium, where there is one.
 *
 * @param program its name on the path
 */
record Browser(String program) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** Those that are on the path. */
  static Stream<Browser> installed() {
    List<String> folders = List.of(System.getenv("PATH").split(":"));
    return NAMES.stream()
        .filter(name -> folders.stream().anyMatch(each -> Files.isExecutable(Path.of(each, name))))
        .map(Browser::new);
  }

  /**
   * What it made of a page.
   *
   * @param dom after its scripts have run
   * @param log what its console and the browser itself have said
   */
  record Seen(String dom, String log) {
    /** What a person can read of it. */
    String text() {
      return dom.replaceAll("(?s)<(script|style).*?</\\1>", " ")
          .replaceAll("<[^>]*>", " ")
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&amp;", "&")
          .replaceAll("\\s+", " ");
    }

    /** Lines of its console. */
    List<String> console() {
      return log.lines().filter(line -> line.contains(":CONSOLE")).toList();
    }
  }

  /** Opens a page; the browser's own files go to a folder next to it. */
  Seen open(Path page, String... more) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(page.toAbsolutePath().getParent(), "browser");
    Path dom = profile.resolve("dom.html");
    Path log = profile.resolve("browser.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=5000",
                "--window-size=1100,2400"));
    command.addAll(List.of(more));
    command.add("file://" + page.toAbsolutePath());
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      if (!browser.waitFor(5, TimeUnit.MINUTES)) {
        throw new IOException("the browser did not end: " + Files.readString(log));
      }
      return new Seen(Files.readString(dom, StandardCharsets.UTF_8), Files.readString(log));
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
  }
}
