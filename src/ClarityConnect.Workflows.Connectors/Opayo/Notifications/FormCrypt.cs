using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>The one field of Form: '@' and the hexadecimal digits of AES-128-CBC, where the password is key and initialisation vector at once.</summary>
internal static class FormCrypt
{
    /// <summary>The text; null where it was not made with this password, or is damaged.</summary>
    public static string? Decrypt(string? crypt, Secret password)
    {
        var digits = (crypt ?? "").Trim();
        if (!digits.StartsWith('@'))
            return null;
        try
        {
            var key = Encoding.Latin1.GetBytes(password.Reveal());
            using var aes = Aes.Create();
            aes.Key = key;
            return Encoding.Latin1.GetString(aes.DecryptCbc(Convert.FromHexString(digits.AsSpan(1)), key, PaddingMode.PKCS7));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
