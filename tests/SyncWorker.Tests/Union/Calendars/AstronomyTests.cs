using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Union.Calendars;

/// <summary>
/// New moons and the sun, compared with the book that they are computed by: Jean Meeus, Astronomical Algorithms, 2nd edition, as PyMeeus
/// computes it; Delta T with NASA's polynomials.
/// </summary>
public sealed class AstronomyTests
{
    const double SecondsOfDay = 86400;

    [Theory]
    [InlineData(-1199, 2416143.1934827, 1.401)] // 1903
    [InlineData(-1060, 2420247.9733731, 16.228)] // 1914
    [InlineData(-930, 2424086.7897879, 23.740)] // 1924
    [InlineData(-800, 2427925.4004379, 23.811)] // 1935
    [InlineData(-700, 2430878.4400411, 26.093)] // 1943
    [InlineData(-520, 2436193.7585422, 32.240)] // 1957
    [InlineData(-470, 2437671.0249287, 33.996)] // 1962
    [InlineData(-283, 2443192.6511827, 47.694)] // 1977, the book's example 49.a: 2443192.65118
    [InlineData(-210, 2445348.7143624, 53.053)] // 1983
    [InlineData(-150, 2447120.7734654, 55.722)] // 1987
    [InlineData(-100, 2448596.6647164, 58.271)] // 1991
    [InlineData(57, 2453233.5589528, 64.635)] // 2004
    [InlineData(330, 2461294.6445086, 75.502)] // 2026
    [InlineData(600, 2469268.6704684, 91.713)] // 2048
    [InlineData(700, 2472221.8261136, 106.590)] // 2056
    [InlineData(1240, 2488168.1803672, 203.373)] // 2100
    [InlineData(1820, 2505295.7231532, 320.913)] // 2147
    public void New_moons_are_those_of_the_book_in_universal_time(int k, double terrestrial, double deltaT) =>
        Assert.Equal(terrestrial - (deltaT / SecondsOfDay), Astronomy.NewMoon(k), 0.0000001);

    [Theory]
    [InlineData(2416000.5, 0.899, 164.398715)]
    [InlineData(2430000.5, 24.781, 285.293310)]
    [InlineData(2448908.5, 58.954, 199.908942)] // 13 October 1992, the book's example 25.a: 199.90895
    [InlineData(2461000.5, 75.006, 238.922534)]
    [InlineData(2475000.5, 122.577, 1.173755)]
    [InlineData(2505000.5, 318.768, 50.309854)]
    public void The_sun_stands_where_the_book_has_it(double terrestrial, double deltaT, double longitude) =>
        Assert.Equal(longitude, Astronomy.SunLongitude(terrestrial - (deltaT / SecondsOfDay)), 0.000001);

    [Fact]
    public void A_longitude_is_of_one_circle() =>
        Assert.All(
            Enumerable.Range(0, 200).Select(i => Astronomy.SunLongitude(2415100.5 + (450 * i))),
            longitude => Assert.True(longitude is >= 0 and < 360)
        );
}
