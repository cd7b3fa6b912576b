package dev.kexbench.results.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A page that stays open in a Chromium, and is used like a person does: with keys, in windows of
 * any width. It is used over the DevTools protocol.
 */
final class PageSession implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String READY = "DevTools listening on ";
  private static final long MINUTES = 2;

  private final Process browser;
  private final Replies replies = new Replies();
  private final WebSocket socket;
  private int sent;

  private PageSession(Process browser, URI page) {
    this.browser = browser;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, replies).join();
  }

  /** Opens a page; the browser's own files go to a folder next to it. */
  static PageSession open(Browser browser, Path page) throws Exception {
    Path profile = Files.createTempDirectory(page.toAbsolutePath().getParent(), "session");
    List<String> command =
        List.of(
            browser.program(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "file://" + page.toAbsolutePath());
    Process started =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      PageSession session = new PageSession(started, address(started));
      session.until("document.readyState === 'complete' && document.title !== ''");
      return session;
    } catch (Exception | Error failed) {
      end(started);
      throw failed;
    }
  }

  private static URI address(Process browser) throws Exception {
    BufferedReader log =
        new BufferedReader(new InputStreamReader(browser.getErrorStream(), StandardCharsets.UTF_8));
    String line = log.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = log.readLine();
    }
    if (line == null) {
      throw new IOException("the browser ended");
    }
    Thread rest = new Thread(() -> log.lines().forEach(any -> {}));
    rest.setDaemon(true);
    rest.start();
    URI all = URI.create(line.substring(READY.length()));
    URI list = URI.create("http://" + all.getAuthority() + "/json/list");
    for (JsonNode target : JSON.readTree(get(list))) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("no page in " + list);
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** What the expression is in the page, as text. */
  String value(String expression) throws Exception {
    JsonNode result =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.path("exceptionDetails").toString());
    }
    return result.path("result").path("value").asText();
  }

  private void until(String condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    while (!value(condition).equals("true")) {
      if (System.nanoTime() > end) {
        throw new IOException("never true: " + condition);
      }
      Thread.sleep(20);
    }
  }

  /** Presses a key. */
  void press(String key, int code) throws Exception {
    String text = key.equals("Enter") ? "\r" : "";
    Map<String, Object> pressed =
        Map.of(
            "type",
            "keyDown",
            "key",
            key,
            "code",
            key,
            "windowsVirtualKeyCode",
            code,
            "text",
            text);
    send("Input.dispatchKeyEvent", pressed);
    send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  /** Makes the window so many pixels wide, as a phone's if that is narrow. */
  void width(int pixels) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 500));
  }

  private JsonNode send(String method, Map<String, Object> parameters) throws Exception {
    int id = ++sent;
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).join();
    while (true) {
      String reply = replies.received.poll(MINUTES, TimeUnit.MINUTES);
      if (reply == null) {
        throw new IOException("no reply to " + message);
      }
      JsonNode read = JSON.readTree(reply);
      if (read.path("id").asInt() == id) {
        if (read.has("error")) {
          throw new IOException(read.path("error").toString());
        }
        return read.path("result");
      }
    }
  }

  /** Whole messages, in order. */
  private static final class Replies implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        received.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    socket.abort();
    end(browser);
  }

  private static void end(Process browser) {
    browser.descendants().forEach(ProcessHandle::destroyForcibly);
    browser.destroyForcibly();
    browser.onExit().orTimeout(MINUTES, TimeUnit.MINUTES).join();
  }
}
