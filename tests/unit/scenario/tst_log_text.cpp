#include "unit/scenario/scenario_texts.h"

#include "scenario/reader/log_text.h"

#include <QTest>

using namespace sojourn;
using Field = LogText::Field;

namespace {

std::vector<Parameter> someParameters()
{
    Parameter producers;
    producers.name = "num_producers";
    producers.value = test::number(3);
    Parameter pause;
    pause.name = "pause";
    pause.value = test::range(0.5, 2);
    Parameter hidden; // {size} is the queue's
    hidden.name = "size";
    return {producers, pause, hidden};
}

// The pieces as text, the fields in < >.
std::string outline(std::string_view text)
{
    const auto parsed = parseLogText(text, someParameters());
    if (const auto* fault = std::get_if<LogTextFault>(&parsed)) return fault->message;
    static const char* const names[] = {"",       "task", "index", "item", "value",   "seconds",
                                        "waited", "held", "drawn", "size", "elapsed", "uuid"};
    std::string result;
    for (const LogText::Piece& piece : std::get<LogText>(parsed).pieces) {
        if (piece.field == Field::Text) {
            result += piece.text;
        } else {
            result += std::string("<") + names[static_cast<std::size_t>(piece.field)];
            result += piece.decimals < 0 ? ">" : " " + std::to_string(piece.decimals) + ">";
        }
    }
    return result;
}

} // namespace

class TestLogText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsPlainTextAsOnePiece()
    {
        const auto parsed = parseLogText("app starts", {});
        QCOMPARE(std::get<LogText>(parsed).pieces.size(), 1u);
        QVERIFY(std::get<LogText>(parseLogText("", {})).pieces.empty());
    }

    void cutsAtEveryPlaceholder()
    {
        QCOMPARE(
            outline(
                "{task} {index} {item} {value} {seconds} {waited} {held} {drawn} {size} {elapsed} {uuid}"),
            "<task> <index> <item> <value> <seconds> <waited> <held> <drawn> <size> <elapsed> <uuid>");
        QCOMPARE(outline("Consumer {index} got element <{value}> in {waited:.5f} seconds."),
                 "Consumer <index> got element <<value>> in <waited 5> seconds.");
    }

    void takesDoubledBracesAsBraces()
    {
        QCOMPARE(outline("{{seconds}}"), "{seconds}");
        QCOMPARE(outline("{{{seconds}}}"), "{<seconds>}");
    }

    void fillsInParameters()
    {
        QCOMPARE(outline("{num_producers} producers, {num_producers:.2f}, {pause} s"),
                 "3 producers, 3.00, 0.5:2 s");
        const auto parsed = parseLogText("{num_producers} producers", someParameters());
        QCOMPARE(std::get<LogText>(parsed).pieces.size(), 1u);
    }

    void refusesFormatsThatDoNotFit()
    {
        QCOMPARE(outline("{waited:}"), "there is no format \"\"; a number is formatted like \".5f\"");
        QCOMPARE(outline("{waited:.12f}"), "there is no format \".12f\"; a number is formatted like \".5f\"");
        QCOMPARE(outline("{task:.1f}"), "{task} is no number to format");
        QCOMPARE(outline("{pause:.1f}"), "a parameter that is no number has no decimals to format");
    }

    void suggestsPlaceholdersAndParameters()
    {
        const auto fault = std::get<LogTextFault>(parseLogText("{num_producer}", someParameters()));
        QCOMPARE(fault.wrong, "num_producer");
        QCOMPARE(fault.suggestion, "num_producers");
        QCOMPARE(std::get<LogTextFault>(parseLogText("{wait}", {})).suggestion, "waited");
        QVERIFY(std::get<LogTextFault>(parseLogText("{}", {})).suggestion.empty());
    }

    void refusesBracesThatDoNotMatch()
    {
        QCOMPARE(outline("a {seconds"),
                 "the \"{\" before \"seconds\" is not closed; a brace itself is written \"{{\"");
        QCOMPARE(outline("a {se{x}"),
                 "the \"{\" before \"se{x}\" is not closed; a brace itself is written \"{{\"");
        QCOMPARE(outline("a } b"), "a \"}\" closes nothing; a brace itself is written \"}}\"");
    }
};

QTEST_APPLESS_MAIN(TestLogText)
#include "tst_log_text.moc"
