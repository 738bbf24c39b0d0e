// Random draws that do not depend on scheduling.
#pragma once

#include "scenario/scenario.h"

#include <cstdint>
#include <string_view>

namespace sojourn {

// A draw is a pure function of (seed, group, step, key, how often this step drew for that key), built from
// one mixing function, so that any language with 64-bit integers and IEEE doubles gets the same numbers:
//
//     mix(z)     = the finaliser of SplitMix64 (Steele, Lea, Flood 2014)
//     G          = 0x9E3779B97F4A7C15
//     site       = mix(mix(mix(seed) ^ fnv1a64(group name)) + (4 * step + slot + 1) * G)
//     task key   = (index in group + 1) * G
//     item key   = mix(mix(fnv1a64(maker's group) + (maker's index + 1) * G) + (its how-manieth + 1) * G)
//     stream     = mix((site ^ key) + (count + 1) * C), C = 0xD1342543DE82EF95
//     bits(0)    = stream, bits(i) = mix(stream + i * G)
//     uniform(i) = ((bits(i) >> 12) + 0.5) * 2^-52, exact and in (0, 1)
//
// step is the number of the step in its group, counted from 0 in the order written, inner steps behind the
// one that holds them and clean-up behind its steps; slot is 0 for what the step itself draws, 1 for a
// priority, 2 for a value.

inline constexpr std::uint64_t goldenGamma = 0x9E3779B97F4A7C15u;

constexpr std::uint64_t mix64(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
/// The 64-bit FNV-1a hash.
std::uint64_t fnv1a64(std::string_view text);

std::uint64_t drawSite(std::uint64_t seed, std::uint64_t groupHash, std::uint32_t step, std::uint32_t slot);
constexpr std::uint64_t taskKey(std::uint32_t index)
{
    return (index + std::uint64_t{1}) * goldenGamma;
}
/// The part of its items' keys that a maker has for itself.
constexpr std::uint64_t makerKey(std::uint64_t groupHash, std::uint32_t index)
{
    return mix64(groupHash + (index + std::uint64_t{1}) * goldenGamma);
}
constexpr std::uint64_t itemKey(std::uint64_t maker, std::uint32_t nth)
{
    return mix64(maker + (nth + std::uint64_t{1}) * goldenGamma);
}
constexpr std::uint64_t drawStream(std::uint64_t site, std::uint64_t key, std::uint32_t count)
{
    // Another constant than the keys': equal multiples of one would meet.
    return mix64((site ^ key) + (count + std::uint64_t{1}) * 0xD1342543DE82EF95u);
}

/// One value of a distribution from a stream. Not for constants and sequences, which need no stream. Every
/// kind but Erlang takes one uniform through the inverse of its distribution function, so that the same item
/// is a long one or a short one whatever the parameters are.
double sample(const Draw& draw, std::uint64_t stream);

// Logarithm and exponential of our own: the same bits on every machine, where the C library's differ in the
// last place. Within 2 units in the last place of the true value.

/// The natural logarithm of a positive, finite x.
double portableLog(double x);
/// Minus the logarithm of a uniform number in (0, 1), as exponential draws need it: within 5e-16 of the true
/// value (not relative to it), or 4 units in the last place where those are more; and three times as fast.
/// log u = k log 2 + log c + log(1 + r), where c is the middle of the 128th of [1, 2) in which u's
/// significand m lies and r = m / c - 1, by the series of log(1 + r) up to r^6.
double minusLogOfUniform(double u);
/// e to the x; 0 below about -745, infinity above about 709.
double portableExp(double x);
/// The inverse of the standard normal distribution function, 0 < p < 1. Algorithm AS 241 (Wichura 1988),
/// accurate to about 1 part in 10^16.
double inverseNormal(double p);

} // namespace sojourn
