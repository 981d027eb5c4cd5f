using System.Security.Cryptography;

namespace Features.Tests.Authentication;

/// <summary>A key pair of an authority.</summary>
/// <param name="Id">Its <c>kid</c>.</param>
/// <param name="Algorithm">Its <c>alg</c>.</param>
/// <param name="Public">What the authority publishes of it, as a JSON Web Key.</param>
/// <param name="Spki">The public half as people keep it in files.</param>
/// <param name="Sign">Signs with the private half.</param>
internal sealed record SigningKey(
    string Id, string Algorithm, IReadOnlyDictionary<string, string> Public, byte[] Spki, Func<byte[], byte[]> Sign)
{
    public static SigningKey Rsa(string algorithm = "RS256", int bits = 2048)
    {
        var key = RSA.Create(bits);
        var half = key.ExportParameters(includePrivateParameters: false);
        var padding = algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return Make(
            algorithm,
            new(StringComparer.Ordinal) { ["kty"] = "RSA", ["n"] = Tokens.Base64Url(half.Modulus!), ["e"] = Tokens.Base64Url(half.Exponent!) },
            key.ExportSubjectPublicKeyInfo(),
            data => key.SignData(data, Hash(algorithm), padding));
    }

    public static SigningKey Ec(string algorithm = "ES256")
    {
        var (curve, name) = algorithm switch
        {
            "ES384" => (ECCurve.NamedCurves.nistP384, "P-384"),
            "ES512" => (ECCurve.NamedCurves.nistP521, "P-521"),
            _ => (ECCurve.NamedCurves.nistP256, "P-256"),
        };
        var key = ECDsa.Create(curve);
        var half = key.ExportParameters(includePrivateParameters: false);
        return Make(
            algorithm,
            new(StringComparer.Ordinal) { ["kty"] = "EC", ["crv"] = name, ["x"] = Tokens.Base64Url(half.Q.X!), ["y"] = Tokens.Base64Url(half.Q.Y!) },
            key.ExportSubjectPublicKeyInfo(),
            data => key.SignData(data, Hash(algorithm)));
    }

    public static SigningKey Of(string algorithm) => algorithm[0] == 'E' ? Ec(algorithm) : Rsa(algorithm);

    private static SigningKey Make(string algorithm, Dictionary<string, string> half, byte[] spki, Func<byte[], byte[]> sign)
    {
        var id = Guid.NewGuid().ToString("n");
        (half["kid"], half["alg"], half["use"]) = (id, algorithm, "sig");
        return new SigningKey(id, algorithm, half, spki, sign);
    }

    private static HashAlgorithmName Hash(string algorithm) => new("SHA" + algorithm[2..]);
}
