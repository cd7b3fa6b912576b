package dev.kexbench.results.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A page in a Chromium that stays open, over its DevTools protocol. */
final class PictureBrowser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_SECONDS = 120;

  /**
   * Waits until no chart has changed its size within two frames: a page draws a chart anew in the
   * frame after its size has changed.
   */
  private static final String SETTLED =
      """
      (async () => {
        await document.fonts.ready;
        const sizes = () => JSON.stringify([...document.querySelectorAll(".chart")].map((each) => [each.clientWidth, each.clientHeight]));
        const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        for (let before = null; before !== sizes(); await frames()) before = sizes();
      })()
      """;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private int lastCall;

  /** Starts a browser, whose own files go to a folder. */
  PictureBrowser(Browser browser, Path folder) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                browser.program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    HttpClient client = HttpClient.newHttpClient();
    URI tabs = URI.create("http://127.0.0.1:" + port(folder) + "/json/new?about:blank");
    HttpRequest put = HttpRequest.newBuilder(tabs).PUT(HttpRequest.BodyPublishers.noBody()).build();
    JsonNode tab = JSON.readTree(client.send(put, BodyHandlers.ofString()).body());
    URI address = URI.create(tab.get("webSocketDebuggerUrl").asText());
    socket = client.newWebSocketBuilder().buildAsync(address, new Messages()).join();
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  /** The port that the browser has written to its folder. */
  private String port(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("DevToolsActivePort");
    while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(folder.resolve("browser.log")));
      }
      Thread.sleep(50);
    }
    return Files.readAllLines(file).get(0);
  }

  /** Receives answers and events. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        calls.remove(message.get("id").asInt()).complete(message);
        return;
      }
      switch (message.path("method").asText()) {
        case "Page.loadEventFired" -> loaded.complete(null);
        case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
            problems.add(message.get("params").toString());
        default -> {}
      }
    } catch (IOException broken) {
      problems.add(broken.toString());
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws IOException {
    int id = ++lastCall;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    Map<String, ?> request = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(request), true).join();
    JsonNode message = answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    if (message.has("error")) {
      throw new IOException(method + ": " + message.get("error"));
    }
    return message.get("result");
  }

  /** Opens a page in a window of this width, in a light or a dark scheme. */
  void open(Path page, int width, boolean dark) throws IOException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    problems.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", "file://" + page.toAbsolutePath()));
    loaded.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    evaluate(SETTLED);
  }

  /** Runs a script in the page, and waits until the page has drawn what follows from it. */
  void change(String script) throws IOException {
    evaluate("(() => { %s })()".formatted(script));
    evaluate(SETTLED);
  }

  /** The value of a script, after it if that is a promise. */
  JsonNode evaluate(String script) throws IOException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.get("exceptionDetails").toString());
    }
    return result.at("/result/value");
  }

  /** The whole page, also what is below the window. */
  BufferedImage picture() throws IOException {
    JsonNode shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    byte[] png = Base64.getDecoder().decode(shot.get("data").asText());
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** What the page has written to its console, and its errors. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
