using System.Globalization;

namespace Dionaea.Reporting;

/// <summary>A place on Earth.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
internal sealed record MapPlace(double Latitude, double Longitude)
{
    /// <summary>The place of two quantities; null when one is missing or out of its range.</summary>
    public static MapPlace? Of(IConvertible? latitude, IConvertible? longitude)
    {
        if (latitude is null || longitude is null)
            return null;

        var (north, east) = (latitude.ToDouble(CultureInfo.InvariantCulture), longitude.ToDouble(CultureInfo.InvariantCulture));
        return north is >= -90 and <= 90 && east is >= -180 and <= 180 ? new MapPlace(north, east) : null;
    }
}
