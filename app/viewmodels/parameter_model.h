// The parameters of a scenario, as the sliders show them.
#pragma once

#include "scenario/scenario_file.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <vector>

namespace sojourn {

/// Of a capacity: 0 stands for no limit.
bool zeroIsNoLimit(const Parameter& parameter);
/// A value of that parameter as its field shows it: with so many figures of a fraction, "0.5 to 2", "on", "no
/// limit" where 0 says so.
QString fieldText(const Parameter& parameter, const ParameterValue& value, int figures = 4);

/// A row a parameter. Setting one checks it and, when it is sound, tells the session; a value that is refused
/// stays as it was, and its sentence appears in the role `error`.
class ParameterModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session makes it")

public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< string
        LabelRole,                   ///< string
        UnitRole,                    ///< string: "s", "items", or empty
        KindRole,                    ///< string: "number", "range", "truth", "text"
        ValueRole,                   ///< double: of a number; the low end of a range
        HighRole,                    ///< double: the high end of a range
        TruthRole,                   ///< bool
        TextRole,                    ///< string
        MinimumRole,                 ///< double
        MaximumRole,                 ///< double
        StepRole,                    ///< double; 0: any value
        SliderFromRole, ///< double: where the slider begins; values below it, to minimum, are typed
        SliderToRole,   ///< double: where it ends
        BeforeRole,     ///< double: the value that reset() restores (the mark)
        BeforeHighRole, ///< double
        ChangedRole,    ///< bool: differs from the value that reset() restores
        ChoicesRole,    ///< list of strings
        ErrorRole,      ///< string: why the latest value was refused; empty when it was not
        OtherRole,      ///< double: the value of the run that is compared with; NaN: the same, or none
        OtherHighRole,  ///< double
        OtherTextRole,  ///< string: likewise; empty: the same, or none
        ZeroTextRole,   ///< string: what 0 means ("no limit" for a capacity); empty otherwise
    };

    explicit ParameterModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void setNumber(const QString& name, double value);
    Q_INVOKABLE void setRange(const QString& name, double low, double high);
    Q_INVOKABLE void setTruth(const QString& name, bool value);
    Q_INVOKABLE void setText(const QString& name, const QString& value);
    /// Back to the value that the window started with.
    Q_INVOKABLE void reset(const QString& name);

    /// A slider is held by the hand: all that it does until it is let go belongs together.
    Q_INVOKABLE void setHeld(bool held);
    /// How often one was taken into the hand, while one is; 0 while none is.
    int hold() const { return m_held ? m_holds : 0; }

    // For the session.

    /// Another scenario, starting with these values over the file's (the file's `demo` values where
    /// `lively`).
    void open(const ScenarioFile& file, const ParameterValues& values, bool lively);
    void clear();
    /// What differs from the file.
    ParameterValues values() const;
    /// All, with their present values; a demo only where the window started with it and nobody asked for it.
    std::vector<Parameter> parameters() const;
    /// The values of another run to be shown beside these; empty: none.
    void setOther(const std::vector<Parameter>& parameters);
    /// Every value at once, as one edit; of parameters() that were sound together.
    void setAll(const std::vector<Parameter>& parameters);

Q_SIGNALS:
    /// A value changed and is sound by itself.
    void edited();
    void heldChanged();

private:
    struct Row
    {
        Parameter parameter;                 ///< its value is the present one
        ParameterValue start;                ///< what reset() restores, and the mark on the slider
        std::optional<ParameterValue> other; ///< where it differs
        QString error;
    };

    void set(const QString& name, const ParameterValue& value);
    int rowOf(const QString& name) const;

    std::optional<ScenarioFile> m_file;
    QList<Row> m_rows;
    int m_holds = 0;
    bool m_held = false;
};

} // namespace sojourn
