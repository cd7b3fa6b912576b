package dev.kexbench.results.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.web.RawRequest.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests reach a site, and how a browser is told to treat the answers. */
class WebServerTest {
  private static final String TOKEN = "k3y";

  private final List<WebRequest> reached = Collections.synchronizedList(new ArrayList<>());
  private WebServer server;
  private RawRequest client;

  @BeforeEach
  void start() {
    server = serve(TOKEN);
    client = new RawRequest(URI.create(server.url()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WebServer serve(String token) {
    return WebServer.start(WebAddress.parse(WebAddress.USUAL), token, this::site);
  }

  private WebResponse site(WebRequest request) {
    reached.add(request);
    if (request.path().contains("broken")) {
      throw new IllegalStateException("broken");
    }
    return WebResponse.page(200, "<p>ü</p>", "default-src 'none'");
  }

  private void refused(int status, Answer answer) {
    assertEquals(status, answer.status(), answer::content);
    assertEquals(List.of(), reached, "the site is not asked");
  }

  @Test
  void answersWithThePolicyOfThePage() throws IOException {
    Answer answer = client.get("/a%20b/%C3%BC/?run=1&run=%26&x=a+b");
    assertEquals(200, answer.status());
    assertEquals("<p>ü</p>", answer.content());
    for (String header :
        List.of(
            "content-type: text/html; charset=utf-8",
            "content-security-policy: default-src 'none'",
            "x-content-type-options: nosniff",
            "cross-origin-resource-policy: same-origin",
            "cache-control: no-store")) {
      assertTrue(answer.head().contains(header), answer.head());
    }
    Map<String, List<String>> values = Map.of("run", List.of("1", "&"), "x", List.of("a b"));
    assertEquals(List.of(new WebRequest(false, List.of("a b", "ü", ""), values)), reached);
  }

  @Test
  void aHeadHasNoContent() throws IOException {
    Answer answer = client.send("HEAD /", "Host: " + client.server().getAuthority(), "");
    assertEquals(200, answer.status());
    assertEquals("", answer.content());
  }

  @Test
  void aForeignHostIsRefused() throws IOException {
    int port = client.server().getPort();
    for (String host : List.of("evil.example:" + port, "evil.example", "localhost:1", "")) {
      Answer answer = client.send("GET /", "Host: " + host, "");
      refused(421, answer);
      assertTrue(answer.content().contains("open http://127.0.0.1:" + port), answer.content());
    }
    assertEquals(200, client.send("GET /", "Host: localhost:" + port, "").status());
  }

  @Test
  void aChangeNeedsTheToken() throws IOException {
    for (String form :
        List.of("", "tag=a", "tag=a&token=", "token=k3", "token=k3y2", "TOKEN=k3y")) {
      refused(403, client.post("/tags", form));
    }
    assertEquals(200, client.post("/tags", "tag=a&token=" + TOKEN).status());
    assertTrue(reached.get(0).change());
    assertEquals("a", reached.get(0).one("tag"));
  }

  @Test
  void aChangeFromAnotherSiteIsRefusedEvenWithTheToken() throws IOException {
    String form = "token=" + TOKEN;
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1")) {
      refused(403, client.post("/tags", form, "Origin: " + origin));
    }
    String own = "Origin: http://" + client.server().getAuthority();
    assertEquals(200, client.post("/tags", form, own).status());
  }

  @Test
  void aChangeIsAForm() throws IOException {
    String host = "Host: " + client.server().getAuthority() + "\r\nContent-Length: 9";
    refused(415, client.send("POST /tags", host, "token=k3y"));
    refused(415, client.send("POST /tags", host + "\r\nContent-Type: text/plain", "token=k3y"));
    refused(400, client.post("/tags", "token=%zz"));
    refused(400, client.post("/tags", "token=" + "x".repeat(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void otherMethodsAreRefused(String method) throws IOException {
    refused(405, client.send(method + " /", "Host: " + client.server().getAuthority(), ""));
  }

  @Test
  void withoutATokenNothingChanges() throws IOException {
    try (WebServer readOnly = serve(null)) {
      RawRequest reader = new RawRequest(URI.create(readOnly.url()));
      refused(403, reader.post("/tags", "token="));
      assertEquals(200, reader.get("/").status());
    }
  }

  @Test
  void anErrorOfTheSiteIsOneLine() throws IOException {
    Answer answer = client.get("/broken");
    assertEquals(500, answer.status());
    assertEquals("internal error: java.lang.IllegalStateException: broken\n", answer.content());
  }

  @Test
  void anAddressThatIsTakenIsNamed() {
    WebAddress taken = WebAddress.parse(client.server().getAuthority());
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> WebServer.start(taken, TOKEN, this::site));
    assertEquals(2, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("cannot listen on " + taken), failure::getMessage);
  }
}
