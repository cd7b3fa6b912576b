package dev.kexbench.results.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A page in a headless Chromium that a test types into, over the DevTools protocol. All waits only
 * end hangs.
 */
final class BrowserTab {
  private static final long MINUTES = 3;
  private static final long PAUSE_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The codes of the keys that have no letter, and what they type. */
  private static final Map<String, Key> KEYS =
      Map.of(
          " ", new Key("Space", 32, " "),
          "Enter", new Key("Enter", 13, "\r"),
          "Tab", new Key("Tab", 9, ""),
          "ArrowDown", new Key("ArrowDown", 40, ""),
          "ArrowUp", new Key("ArrowUp", 38, ""));

  private record Key(String code, int number, String text) {}

  private final Process process;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> console = Collections.synchronizedList(new ArrayList<>());
  private WebSocket socket;
  private String session;

  private BrowserTab(Process process) {
    this.process = process;
  }

  /** Opens an address; the browser's own files go to this folder. */
  static BrowserTab open(Browser browser, Path folder, String url) throws Exception {
    Path profile = Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                browser.program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,900")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("browser.log").toFile())
            .start();
    BrowserTab tab = new BrowserTab(process);
    try {
      tab.connect(profile.resolve("DevToolsActivePort"));
      tab.show(url);
      return tab;
    } catch (Exception failed) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw failed;
    }
  }

  private void connect(Path file) throws Exception {
    List<String> lines = List.of();
    for (long end = end(); lines.size() < 2; Thread.sleep(PAUSE_MILLIS)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException("the browser did not start");
      }
      lines = Files.exists(file) ? Files.readAllLines(file) : lines;
    }
    URI address = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Messages())
            .get(MINUTES, TimeUnit.MINUTES);
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  private static long end() {
    return System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
  }

  /** Goes to an address and waits until its page is complete. */
  void show(String url) throws Exception {
    value("window.old = true");
    call("Page.navigate", Map.of("url", url));
    await("!window.old && document.readyState === 'complete'");
  }

  private JsonNode call(String method, Object parameters) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).get(MINUTES, TimeUnit.MINUTES);
    return answer.get(MINUTES, TimeUnit.MINUTES);
  }

  /** The value of an expression, as text. */
  String value(String expression) throws Exception {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")")).path("result");
    return result.path("value").asText();
  }

  /** Waits until a condition holds, on this page or the one that takes its place. */
  void await(String condition) throws Exception {
    for (long end = end(); !value(condition).equals("true"); Thread.sleep(PAUSE_MILLIS)) {
      if (System.nanoTime() > end) {
        throw new IOException("never: " + condition + ", in " + value("document.body.innerText"));
      }
    }
  }

  /** Presses a key, as {@code Tab} or {@code a}. */
  void press(String name) throws Exception {
    Key key = KEYS.getOrDefault(name, new Key("", 0, name));
    Map<String, ?> event =
        Map.of("key", name, "code", key.code, "windowsVirtualKeyCode", key.number);
    ObjectNode down = JSON.valueToTree(event);
    down.put("type", key.text.isEmpty() ? "rawKeyDown" : "keyDown").put("text", key.text);
    call("Input.dispatchKeyEvent", down);
    ObjectNode up = JSON.valueToTree(event);
    call("Input.dispatchKeyEvent", up.put("type", "keyUp"));
  }

  /** Makes the window as wide as this, in pixels. */
  void resize(int width) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  void type(String text) throws Exception {
    for (String letter : text.split("")) {
      press(letter);
    }
  }

  /** Whatever the consoles of all pages so far have shown. */
  List<String> console() {
    return List.copyOf(console);
  }

  /** One message at a time, whose parts arrive in order. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        received(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      answers.values().forEach(each -> each.completeExceptionally(failure));
    }
  }

  private void received(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (IOException foreign) {
      throw new IllegalStateException("not a message of the browser: " + text, foreign);
    }
    String method = message.path("method").asText();
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message.path("result"));
    } else if (List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        .contains(method)) {
      console.add(message.path("params").toString());
    }
  }

  /** Ends the browser, which then removes what it keeps outside of its folder. */
  void close() throws Exception {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    try {
      session = null;
      call("Browser.close", Map.of());
      process.waitFor(MINUTES, TimeUnit.MINUTES);
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle each : all) {
        each.onExit().get(MINUTES, TimeUnit.MINUTES);
      }
    }
  }
}
