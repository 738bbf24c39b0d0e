#include "viewmodels/chooser/card_places.h"

#include <QTest>

using namespace sojourn;

using Way = CardPlaces::Way;

class TestCardPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSectionGoesOnInTheNextLine()
    {
        const CardPlaces places = CardPlaces::of({5}, 4);
        QCOMPARE(places.cards().size(), 5u);
        QVERIFY((places.cards()[3] == CardPlace{3, 0, 1}));
        QVERIFY((places.cards()[4] == CardPlace{0, 1, 1})); // no heading above it
        QCOMPARE(places.lines(), 2);
        QCOMPARE(places.headings(), 1);
    }

    void sectionsThatFitStandBesideEachOther()
    {
        const CardPlaces places = CardPlaces::of({2, 2, 1}, 4);
        QVERIFY((places.sections()[1] == CardPlace{2, 0, 1}));
        QVERIFY((places.sections()[2] == CardPlace{0, 1, 2}));
        QVERIFY((places.cards()[2] == places.sections()[1]));
    }

    void nothingStandsBesideTheRestOfASection()
    {
        const CardPlaces places = CardPlaces::of({5, 1}, 4);
        QVERIFY((places.sections()[1] == CardPlace{0, 2, 2}));
    }

    void oneColumnHasACardALine()
    {
        const CardPlaces places = CardPlaces::of({2, 1}, 1);
        QCOMPARE(places.lines(), 3);
        QCOMPARE(places.headings(), 2);
    }

    void theKeysFindTheNearestCard()
    {
        const CardPlaces places = CardPlaces::of({3, 5, 2}, 4); // 0 1 2 / 3 4 5 6 / 7 / 8 9
        QCOMPARE(places.beside(2, Way::Right), 3);
        QCOMPARE(places.beside(3, Way::Left), 2);
        QCOMPARE(places.beside(6, Way::Up), 2);
        QCOMPARE(places.beside(1, Way::Down), 4);
        QCOMPARE(places.beside(6, Way::Down), 7);
        QCOMPARE(places.beside(9, Way::Up), 7);
        QCOMPARE(places.beside(0, Way::Left), 0);
        QCOMPARE(places.beside(0, Way::Up), 0);
        QCOMPARE(places.beside(9, Way::Right), 9);
        QCOMPARE(places.beside(9, Way::Down), 9);
    }

    void withoutCardsThereIsNone()
    {
        const CardPlaces places = CardPlaces::of({}, 4);
        QCOMPARE(places.lines(), 0);
        QCOMPARE(places.headings(), 0);
        QCOMPARE(places.beside(-1, Way::Down), -1);
        QCOMPARE(CardPlaces::of({1}, 4).beside(-1, Way::Down), 0);
    }
};

QTEST_GUILESS_MAIN(TestCardPlaces)
#include "tst_card_places.moc"
