using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SyncWorker.Config.Secrets;

/// <summary>
/// All secrets in one file that any machine can open with the passphrase: AES-256-GCM under a key from PBKDF2-HMAC-SHA256
/// (600,000 rounds, OWASP 2023). For the day the machine is lost or replaced.
/// </summary>
static class RecoveryExport
{
    const int Rounds = 600_000;
    const int KeyBytes = 32;
    const int SaltBytes = 16;
    const int NonceBytes = 12;
    const int TagBytes = 16;
    static readonly byte[] s_label = "SyncWorker recovery export 1"u8.ToArray();
    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static string Encrypt(IReadOnlyDictionary<string, RecoveredSecret> secrets, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var plain = JsonSerializer.SerializeToUtf8Bytes(secrets, s_json);
        var cipher = new byte[plain.Length];
        var tag = new byte[TagBytes];
        using var aes = new AesGcm(Key(passphrase, salt, Rounds), TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag, s_label);
        CryptographicOperations.ZeroMemory(plain);
        return JsonSerializer.Serialize(new Envelope(1, Rounds, salt, nonce, tag, cipher), s_json);
    }

    /// <summary>The secrets, or null when the passphrase is wrong or the file was changed: the two look the same.</summary>
    /// <exception cref="FormatException">It is not such a file.</exception>
    public static IReadOnlyDictionary<string, RecoveredSecret>? Decrypt(string text, string passphrase)
    {
        Envelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize<Envelope>(text, s_json);
        }
        catch (JsonException)
        {
            envelope = null;
        }

        if (
            envelope
            is not {
                Format: 1,
                Salt.Length: SaltBytes,
                Nonce.Length: NonceBytes,
                Tag.Length: TagBytes,
                Data: not null,
                Rounds: >= 100_000 and <= 10_000_000
            }
        )
        {
            throw new FormatException("This is not a recovery export of this version.");
        }

        var plain = new byte[envelope.Data.Length];
        using var aes = new AesGcm(Key(passphrase, envelope.Salt, envelope.Rounds), TagBytes);
        try
        {
            aes.Decrypt(envelope.Nonce, envelope.Data, envelope.Tag, plain, s_label);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize<Dictionary<string, RecoveredSecret>>(plain, s_json);
    }

    // Typed on another keyboard an accent may come decomposed: the passphrase is its NFC form.
    static byte[] Key(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)),
            salt,
            rounds,
            HashAlgorithmName.SHA256,
            KeyBytes
        );

    sealed record Envelope(int Format, int Rounds, byte[] Salt, byte[] Nonce, byte[] Tag, byte[] Data);
}

/// <param name="Value">The secret itself.</param>
/// <param name="Expires">The day it stops working, if it is known.</param>
sealed record RecoveredSecret(string Value, DateOnly? Expires);
