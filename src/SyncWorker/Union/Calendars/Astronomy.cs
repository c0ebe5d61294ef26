namespace SyncWorker.Union.Calendars;

/// <summary>
/// New moons and the sun's apparent longitude after Jean Meeus, Astronomical Algorithms (2nd edition, 1998), chapters 49 and 25.
/// Good to some seconds of time for the moons and 0.01 degree for the sun, far finer than a day. Results are in universal time:
/// Delta T follows Espenak and Meeus, Five Millennium Canon of Solar Eclipses (NASA/TP-2006-214141).
/// </summary>
static class Astronomy
{
    // Terms of chapter 49 for the new moon: coefficient in days, power of E, multiples of M, M', F, Omega.
    static readonly (double Days, int E, int M, int Moon, int F, int Node)[] s_moonTerms =
    [
        (-0.40720, 0, 0, 1, 0, 0),
        (0.17241, 1, 1, 0, 0, 0),
        (0.01608, 0, 0, 2, 0, 0),
        (0.01039, 0, 0, 0, 2, 0),
        (0.00739, 1, -1, 1, 0, 0),
        (-0.00514, 1, 1, 1, 0, 0),
        (0.00208, 2, 2, 0, 0, 0),
        (-0.00111, 0, 0, 1, -2, 0),
        (-0.00057, 0, 0, 1, 2, 0),
        (0.00056, 1, 1, 2, 0, 0),
        (-0.00042, 0, 0, 3, 0, 0),
        (0.00042, 1, 1, 0, 2, 0),
        (0.00038, 1, 1, 0, -2, 0),
        (-0.00024, 1, -1, 2, 0, 0),
        (-0.00017, 0, 0, 0, 0, 1),
        (-0.00007, 0, 2, 1, 0, 0),
        (0.00004, 0, 0, 2, -2, 0),
        (0.00004, 0, 3, 0, 0, 0),
        (0.00003, 0, 1, 1, -2, 0),
        (0.00003, 0, 0, 2, 2, 0),
        (-0.00003, 0, 1, 1, 2, 0),
        (0.00003, 0, -1, 1, 2, 0),
        (-0.00002, 0, -1, 1, -2, 0),
        (-0.00002, 0, 1, 3, 0, 0),
        (0.00002, 0, 0, 4, 0, 0),
    ];

    // The planetary arguments A1 to A14: degrees at k = 0, degrees a lunation, coefficient in days.
    static readonly (double At0, double PerMoon, double Days)[] s_planetTerms =
    [
        (299.77, 0.107408, 0.000325),
        (251.88, 0.016321, 0.000165),
        (251.83, 26.651886, 0.000164),
        (349.42, 36.412478, 0.000126),
        (84.66, 18.206239, 0.000110),
        (141.74, 53.303771, 0.000062),
        (207.14, 2.453732, 0.000060),
        (154.84, 7.306860, 0.000056),
        (34.52, 27.261239, 0.000047),
        (207.19, 0.121824, 0.000042),
        (291.34, 1.844379, 0.000040),
        (161.72, 24.198154, 0.000037),
        (239.56, 25.513099, 0.000035),
        (331.55, 3.592518, 0.000023),
    ];

    /// <summary>The instant of a new moon as a Julian day in universal time.</summary>
    /// <param name="k">Lunations since that of 6 January 2000.</param>
    public static double NewMoon(int k)
    {
        var t = k / 1236.85;
        var (t2, t3, t4) = (t * t, t * t * t, t * t * t * t);
        var mean = 2451550.09766 + (29.530588861 * k) + (0.00015437 * t2) - (0.000000150 * t3) + (0.00000000073 * t4);
        var e = 1 - (0.002516 * t) - (0.0000074 * t2);
        var sun = 2.5534 + (29.10535670 * k) - (0.0000014 * t2) - (0.00000011 * t3);
        var moon = 201.5643 + (385.81693528 * k) + (0.0107582 * t2) + (0.00001238 * t3) - (0.000000058 * t4);
        var f = 160.7108 + (390.67050284 * k) - (0.0016118 * t2) - (0.00000227 * t3) + (0.000000011 * t4);
        var node = 124.7746 - (1.56375588 * k) + (0.0020672 * t2) + (0.00000215 * t3);
        var correction = 0.0;
        foreach (var term in s_moonTerms)
        {
            correction += term.Days * Math.Pow(e, term.E) * Sin((term.M * sun) + (term.Moon * moon) + (term.F * f) + (term.Node * node));
        }

        for (var i = 0; i < s_planetTerms.Length; i++)
        {
            var term = s_planetTerms[i];
            correction += term.Days * Sin(term.At0 + (term.PerMoon * k) - (i == 0 ? 0.009173 * t2 : 0));
        }

        var terrestrial = mean + correction;
        return terrestrial - (DeltaT(2000 + ((terrestrial - 2451545) / 365.25)) / 86400);
    }

    /// <summary>The sun's apparent longitude in degrees, 0 to 360, at a Julian day in universal time.</summary>
    public static double SunLongitude(double julianDay)
    {
        var terrestrial = julianDay + (DeltaT(2000 + ((julianDay - 2451545) / 365.25)) / 86400);
        var t = (terrestrial - 2451545) / 36525;
        var mean = 280.46646 + (36000.76983 * t) + (0.0003032 * t * t);
        var anomaly = 357.52911 + (35999.05029 * t) - (0.0001537 * t * t);
        var centre =
            ((1.914602 - (0.004817 * t) - (0.000014 * t * t)) * Sin(anomaly))
            + ((0.019993 - (0.000101 * t)) * Sin(2 * anomaly))
            + (0.000289 * Sin(3 * anomaly));
        var apparent = mean + centre - 0.00569 - (0.00478 * Sin(125.04 - (1934.136 * t)));
        return apparent - (360 * Math.Floor(apparent / 360));
    }

    /// <summary>Terrestrial minus universal time in seconds, for 1900 to 2150.</summary>
    static double DeltaT(double year)
    {
        double Poly(double u, params ReadOnlySpan<double> factors)
        {
            var sum = 0.0;
            for (var i = factors.Length - 1; i >= 0; i--)
            {
                sum = (sum * u) + factors[i];
            }

            return sum;
        }

        return year switch
        {
            < 1920 => Poly(year - 1900, -2.79, 1.494119, -0.0598939, 0.0061966, -0.000197),
            < 1941 => Poly(year - 1920, 21.20, 0.84493, -0.076100, 0.0020936),
            < 1961 => Poly(year - 1950, 29.07, 0.407, -1.0 / 233, 1.0 / 2547),
            < 1986 => Poly(year - 1975, 45.45, 1.067, -1.0 / 260, -1.0 / 718),
            < 2005 => Poly(year - 2000, 63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599),
            < 2050 => Poly(year - 2000, 62.92, 0.32217, 0.005589),
            _ => -20 + (32 * Math.Pow((year - 1820) / 100, 2)) - (0.5628 * (2150 - year)),
        };
    }

    static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);
}
