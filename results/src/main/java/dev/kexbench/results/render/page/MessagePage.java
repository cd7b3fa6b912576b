package dev.kexbench.results.render.page;

import java.util.List;

/** Text as a page: an error, or results that have no page of their own. */
public final class MessagePage {
  private MessagePage() {}

  /** One sentence under a title. */
  public static String of(String title, String sentence) {
    return page(title, Html.paragraph("message", sentence));
  }

  /** Lines as they stand in a terminal, under a title and a sentence. */
  public static String ofText(String title, String sentence, String text) {
    return page(
        title,
        Html.paragraph("quiet", sentence)
            + "<div class=\"scroll\"><pre>"
            + Html.escaped(text)
            + "</pre></div>\n");
  }

  private static String page(String title, String html) {
    String body = "<h1>" + Html.escaped(title) + "</h1>\n" + html;
    return new Page(title, body, List.of()).html();
  }

  /**
   * A page that is served, with a line above it that leads to the list of runs.
   *
   * @param command that shows the same in a terminal; empty for none
   */
  public static String underTheList(String page, String command) {
    String line =
        "<main>\n<nav class=\"quiet\"><a href=\"/\">All runs</a>%s</nav>\n"
            .formatted(
                command.isEmpty()
                    ? ""
                    : " · in a terminal: <code>" + Html.escaped(command) + "</code>");
    int main = page.indexOf("<main>\n");
    return main < 0 ? page : page.substring(0, main) + line + page.substring(main + 7);
  }
}
