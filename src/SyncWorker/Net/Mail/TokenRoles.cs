using System.Buffers.Text;
using System.Text.Json;

namespace SyncWorker.Net.Mail;

/// <summary>What an access token of Entra says that its application may do.</summary>
static class TokenRoles
{
    /// <summary>The application permissions in it (claim roles); null when the token cannot be read, which no client need be able to.</summary>
    public static IReadOnlyList<string>? Read(string token)
    {
        try
        {
            if (token.Split('.') is not [_, var claims, _])
            {
                return null;
            }

            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return json.RootElement.TryGetProperty("roles", out var roles)
                ? [.. roles.EnumerateArray().Select(role => role.GetString() ?? "")]
                : [];
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
