package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.SideOrigin;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A comparison as the XML that build servers read of JUnit: a test case for each row, which fails
 * where it regressed, is an error where it is missing, and is skipped where it is undecided.
 */
public final class ComparisonJunit {
  private static final String SUITE = "scripts/compare";

  private final Comparison comparison;
  private final boolean strict;
  private final XMLStreamWriter xml;

  private ComparisonJunit(Comparison comparison, boolean strict, XMLStreamWriter xml) {
    this.comparison = comparison;
    this.strict = strict;
    this.xml = xml;
  }

  /**
   * The comparison as XML, its last line ended.
   *
   * @param strict whether undecided rows fail
   */
  public static String of(Comparison comparison, boolean strict) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new ComparisonJunit(comparison, strict, xml).write();
      xml.close();
    } catch (XMLStreamException broken) {
      throw new IllegalStateException("a string cannot be written to", broken);
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
    List<String> refusals = ComparisonTable.refusals(comparison);
    long undecided = comparison.open();
    long regressed = comparison.count(Change.Regressed.class);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    number("tests", comparison.pairs().size() + comparison.missing().size() + refusals.size());
    number("failures", strict ? regressed + undecided : regressed);
    number("errors", comparison.missing().size() + refusals.size());
    number("skipped", strict ? 0 : undecided);
    properties();
    for (String refusal : refusals) {
      testCase("comparable", "comparable", "error", refusal);
    }
    for (Pair pair : comparison.pairs()) {
      FigureKey key = pair.base().key();
      testCase(classOf(key), ComparisonTable.name(key), kind(pair.change()), message(pair));
    }
    for (FigureKey key : comparison.missing()) {
      testCase(classOf(key), ComparisonTable.name(key), "error", "missing in NEW");
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void properties() throws XMLStreamException {
    xml.writeStartElement("properties");
    for (Map.Entry<String, SideOrigin> side : SideText.sides(comparison).entrySet()) {
      xml.writeEmptyElement("property");
      xml.writeAttribute("name", side.getKey());
      xml.writeAttribute("value", SideText.described(side.getValue()));
    }
    xml.writeEndElement();
  }

  private void number(String name, long value) throws XMLStreamException {
    xml.writeAttribute(name, String.valueOf(value));
  }

  private void testCase(String group, String name, String kind, String message)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", group);
    xml.writeAttribute("name", name);
    if (kind.isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(message);
    } else {
      xml.writeStartElement(kind);
      xml.writeAttribute("message", message);
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** The element for the outcome of a test; empty if it passed. */
  private String kind(Change change) {
    if (change.isOpen()) {
      return strict ? "failure" : "skipped";
    }
    return change instanceof Change.Regressed ? "failure" : "";
  }

  private static String message(Pair pair) {
    List<String> cells = ComparisonTable.row(pair);
    String interval = cells.get(4).isEmpty() ? "" : ", 95 % interval ".concat(cells.get(4));
    String verdict = cells.get(7).isEmpty() ? "" : ": " + cells.get(7);
    return "%s to %s, %s%s%s"
        .formatted(cells.get(1), cells.get(2), cells.get(3), interval, verdict);
  }

  private static String classOf(FigureKey key) {
    return key.facets().getOrDefault(FigureKey.BENCHMARK, SUITE);
  }
}
