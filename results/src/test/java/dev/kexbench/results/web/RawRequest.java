package dev.kexbench.results.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request with exactly the lines that a test gives, as an attacker could send it. */
record RawRequest(URI server) {
  /**
   * What came back.
   *
   * @param head the status line and the headers, in lower case
   */
  record Answer(int status, String head, String content) {}

  Answer get(String path) throws IOException {
    return send("GET " + path, "Host: " + server.getAuthority(), "");
  }

  /** A form as the page of the list sends it, with further headers. */
  Answer post(String path, String form, String... more) throws IOException {
    return send(
        "POST " + path,
        "Host: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d%s"
            .formatted(
                server.getAuthority(),
                form.length(),
                more.length == 0 ? "" : "\r\n" + String.join("\r\n", more)),
        form);
  }

  Answer send(String line, String headers, String content) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(60_000);
      String text = line + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n" + content;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = all.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(all.split(" ")[1]),
          all.substring(0, end).toLowerCase(Locale.ROOT),
          all.substring(end + 4));
    }
  }
}
