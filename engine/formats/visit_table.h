// CSV: a row a visit, in the order of putting.
#pragma once

#include "formats/export_format.h"

namespace sojourn {

/// One item in one queue a row, as RFC 4180 has it: a header, CRLF, quotes where they are needed. Instants
/// and lengths are seconds with nine decimals; a cell is empty where it did not happen. sojourn_s is the
/// item's, the same on each of its rows.
void writeVisitTable(const Timeline& timeline, Sink& sink);

} // namespace sojourn
